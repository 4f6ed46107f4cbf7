"""What two answers to one request have in common."""

import openai

VOLATILE = {"id", "created"}


def essence(value):
    """The answer as plain data, without what differs between two answers to one request."""
    if hasattr(value, "model_dump"):
        value = value.model_dump(warnings=False)  # an embedding in base64 is no list of numbers
    if isinstance(value, dict):
        return {key: essence(item) for key, item in value.items() if key not in VOLATILE}
    if isinstance(value, list):
        return [essence(item) for item in value]
    return value


def assembled(chunks):
    """The choices of a stream put together: text, reasoning, tool calls, log probabilities, finish reasons; usage and the model's name."""
    choices, usage, models = {}, None, set()
    for chunk in chunks:
        models.add(chunk.model)
        usage = chunk.usage or usage
        for choice in chunk.choices:
            whole = choices.setdefault(choice.index, {"text": "", "finish": None, "tools": {}, "tokens": []})
            delta = getattr(choice, "delta", None)
            whole["text"] += (delta.content or "") if delta else choice.text
            whole["finish"] = choice.finish_reason or whole["finish"]
            for call in (delta.tool_calls or []) if delta else []:
                tool = whole["tools"].setdefault(call.index, {"name": "", "arguments": ""})
                tool["name"] += call.function.name or ""
                tool["arguments"] += call.function.arguments or ""
            if choice.logprobs and getattr(choice.logprobs, "content", None):
                whole["tokens"] += [(token.token, round(token.logprob, 3)) for token in choice.logprobs.content]
    return {"choices": choices, "usage": essence(usage) if usage else None, "models": models}


def error_of(call):
    """The API error that a call ends with."""
    try:
        call()
    except openai.APIStatusError as error:
        return error
    raise AssertionError("no error")
