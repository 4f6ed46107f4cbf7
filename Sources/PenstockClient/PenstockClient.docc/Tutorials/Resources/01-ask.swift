import PenstockClient

let provider = try OpenAIProvider(baseURL: "http://localhost:41002", model: "penstock-simulator")

let response = try await provider.complete([.user("say: Hello")])
print(response.message.content)

await provider.close()
