# syntax=docker/dockerfile:1
# A small image with one static-stdlib binary, run by a user without rights.
# This file was written with care, but there was no container engine where it was written: it has not been run there.
#
#   docker build -t penstock .
#   docker run --rm -p 41002:41002 -v "$PWD/policy-config.yaml:/etc/penstock/policy-config.yaml:ro" penstock \
#     gateway run --listen 0.0.0.0:41002 --policy-config /etc/penstock/policy-config.yaml

FROM swift:6.3-bookworm AS build
WORKDIR /src
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-dev && rm -rf /var/lib/apt/lists/*
# The dependencies first: they change seldom, and are then built once.
COPY Package.swift ./
RUN swift package resolve
COPY Benchmarks Benchmarks
COPY examples examples
COPY Sources Sources
COPY Tests Tests
RUN swift build -c release --product penstock --static-swift-stdlib \
 && install -D -m 0755 "$(swift build -c release --static-swift-stdlib --show-bin-path)/penstock" /out/usr/local/bin/penstock \
 && strip /out/usr/local/bin/penstock \
 && /out/usr/local/bin/penstock version

FROM debian:bookworm-slim
# ca-certificates: engines behind https. curl: the health check. tini is not needed: penstock handles SIGTERM and starts no children.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl libsqlite3-0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin penstock
COPY --from=build /out/ /
COPY LICENSE /usr/share/doc/penstock/LICENSE
USER 10001:10001
EXPOSE 41002
STOPSIGNAL SIGTERM
# /livez says that the process serves; whether targets answer is /readyz, for an orchestrator's readiness probe.
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
  CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:41002/livez"]
ENTRYPOINT ["penstock"]
CMD ["gateway", "run", "--listen", "0.0.0.0:41002"]
