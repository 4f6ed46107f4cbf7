# syntax=docker/dockerfile:1
# A small image with one binary, run by a user without rights. Swift's runtime and SQLite are linked in.
# This file was written with care, but there was no container engine where it was written: it has not been run there.
#
#   docker build -t penstock .
#   docker run --rm -p 41002:41002 -v "$PWD/policy-config.yaml:/etc/penstock/policy-config.yaml:ro" penstock \
#     gateway run --listen 0.0.0.0:41002 --policy-config /etc/penstock/policy-config.yaml
#
# It runs with a read-only root: docker run --read-only. What has to outlive the container, which is the audit log, is in the volume /var/lib/penstock.
# `docker stop` waits 10 s by itself; requests in flight may take 30 s (gateway.limits.drain_timeout_seconds): docker stop --time 60.
# Two descriptors a stream: docker run --ulimit nofile=65536. Behind --admin-listen 0.0.0.0:41003 the admin API wants PENSTOCK_ADMIN_TOKEN.

FROM swift:6.3-bookworm AS build
WORKDIR /src
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-dev && rm -rf /var/lib/apt/lists/*
# The dependencies first: they change seldom, and are then built once.
COPY Package.swift ./
RUN swift package resolve
COPY tools/static-libraries.sh tools/
COPY Benchmarks Benchmarks
COPY examples examples
COPY Sources Sources
COPY Tests Tests
# As `make release` builds it.
RUN tools/static-libraries.sh .build/static \
 && swift build -c release --product penstock --static-swift-stdlib --explicit-target-dependency-import-check error \
      -Xlinker -L/src/.build/static \
 && install -D -m 0755 "$(swift build -c release --static-swift-stdlib --show-bin-path)/penstock" /out/usr/local/bin/penstock \
 && strip /out/usr/local/bin/penstock \
 && /out/usr/local/bin/penstock version

FROM debian:bookworm-slim
# ca-certificates: engines behind https. curl: the health check. libstdc++6, zlib1g: what is not linked in. tini is not needed: penstock handles SIGTERM and starts no
# children.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl libstdc++6 zlib1g \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin penstock \
 && install -d -m 0700 -o penstock -g penstock /var/lib/penstock
COPY --from=build /out/ /
COPY LICENSE /usr/share/doc/penstock/LICENSE
# The numbers of penstock: an orchestrator that refuses root wants to see numbers.
USER 10001
# Where the audit log goes, as a systemd unit with StateDirectory= says it too.
ENV STATE_DIRECTORY=/var/lib/penstock
VOLUME /var/lib/penstock
EXPOSE 41002
STOPSIGNAL SIGTERM
# /livez says that the process serves; whether targets answer is /readyz, for an orchestrator's readiness probe.
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
  CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:41002/livez"]
ENTRYPOINT ["penstock"]
CMD ["gateway", "run", "--listen", "0.0.0.0:41002"]
