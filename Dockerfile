# syntax=docker/dockerfile:1

# --- everything, to build the admin -------------------------------------------------------------------------------
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN node scripts/build-admin.ts /app/admin-dist

# --- what runs ------------------------------------------------------------------------------------------------------
FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data ADMIN_DIST=/app/admin-dist CHROMIUM_PATH=/usr/bin/chromium
RUN apt-get update \
  && apt-get install --no-install-recommends -y chromium fonts-noto-color-emoji ca-certificates tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional && npm cache clean --force
COPY src ./src
COPY bots ./bots
COPY migrations ./migrations
COPY locales ./locales
COPY --from=build /app/admin-dist ./admin-dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["tini", "--"]
CMD ["node", "src/main.ts"]
