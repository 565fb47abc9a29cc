import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npx vite admin-web` serves the sources and passes API calls on to a running Sauda. */
export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/media': 'http://127.0.0.1:3000' } },
  build: { target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false, modulePreload: { polyfill: false } },
});
