# syntax=docker/dockerfile:1

FROM python:3.13-slim AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
WORKDIR /src
RUN python -m venv /opt/slugline
# Before the sources: a change of ours does not install the dependencies anew. What comes from outside is held
# to its hash; that is also why the project is copied and not built: its build tool has no lock.
COPY requirements-postgres.lock ./
RUN --mount=type=cache,target=/cache \
    /opt/slugline/bin/pip install --cache-dir /cache --require-hashes --no-deps -r requirements-postgres.lock
COPY schemas /opt/slugline/lib/python3.13/site-packages/schemas
COPY tasks /opt/slugline/lib/python3.13/site-packages/tasks
COPY worker /opt/slugline/lib/python3.13/site-packages/worker
COPY migrations /opt/slugline/lib/python3.13/site-packages/migrations
# The command that `pip install` would have written, and bytecode, for the running container cannot write any.
RUN printf '#!/opt/slugline/bin/python\nfrom worker.cli import main\n\nmain()\n' > /opt/slugline/bin/slugline \
    && chmod 755 /opt/slugline/bin/slugline \
    && /opt/slugline/bin/python -m compileall -q -j 0 /opt/slugline/lib

FROM python:3.13-slim

# A number, so that Kubernetes' runAsNonRoot can tell; high, so that it is nobody on the host.
RUN groupadd --system --gid 10001 slugline \
    && useradd --system --uid 10001 --gid 10001 --home-dir /var/lib/slugline --no-create-home slugline \
    && install -d -o 10001 -g 10001 -m 0750 /var/lib/slugline
COPY --from=build /opt/slugline /opt/slugline
ENV PATH=/opt/slugline/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    SLUGLINE_DATA_DIR=/var/lib/slugline
WORKDIR /var/lib/slugline
VOLUME /var/lib/slugline
USER 10001:10001
STOPSIGNAL SIGTERM
# A file's age, not a question through the broker: a lost Redis does not make a worker dead.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-m", "worker.health", "--max-age", "60"]
ENTRYPOINT ["slugline"]
CMD ["up", "--no-demo", "--quiet"]
