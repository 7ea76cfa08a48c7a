# uWebSockets.js needs glibc 2.38 or later, hence Debian 13.
FROM node:24-trixie-slim AS base
WORKDIR /app
ENV CI=true
RUN npm install --global pnpm@12.21.0

# What the server needs at run time, and nothing else.
FROM base AS packages
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY shared/package.json shared/
COPY server/package.json server/
COPY patches patches
RUN pnpm install --frozen-lockfile --prod --filter @casino-club/server... --reporter=append-only \
  # The image has a Node already.
  && rm -rf node_modules/node node_modules/.pnpm/node@*

FROM base AS web
COPY . .
RUN pnpm install --frozen-lockfile --reporter=append-only \
  && NODE_ENV=production pnpm --filter @casino-club/client --filter @casino-club/admin run build

FROM node:24-trixie-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=packages /app ./
COPY tsconfig.base.json ./
COPY shared shared
COPY server server
COPY migrations migrations
COPY --from=web /app/client/dist client/dist
COPY --from=web /app/admin/dist admin/dist
# A volume that is put here first belongs to whom the folder does.
RUN mkdir -p /var/lib/casino/archive && chown -R node:node /var/lib/casino
USER node
EXPOSE 2567 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT || 3000}/healthz`).then((r) => process.exit(Number(!r.ok)), () => process.exit(1))"]
ENTRYPOINT ["node"]
CMD ["server/src/main.ts"]
