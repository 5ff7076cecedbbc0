# Built and run by nobody here yet: see "Running it for real" in the README.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:22-slim
ENV NODE_ENV=production TIENDO_HOST=0.0.0.0 TIENDO_DATA_DIR=/var/lib/tiendo
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/bin ./bin
COPY --from=build /app/catalog ./catalog
RUN mkdir -p /var/lib/tiendo && chown node:node /var/lib/tiendo
USER node
EXPOSE 3000
ENTRYPOINT ["node", "bin/tiendo.js"]
CMD ["api"]
