import { defineConfig } from 'polar-conformance/config';

const { SHOP_URL = 'http://127.0.0.1:8080', SHOP_LOGIN = '' } = process.env;

async function logIn(): Promise<string> {
  const headers = { authorization: `Basic ${btoa(SHOP_LOGIN)}` };
  const response = await fetch(`${SHOP_URL}/login`, { method: 'POST', headers });
  if (!response.ok) throw new Error(`the login answered ${response.status}`);
  const { token } = (await response.json()) as { token: string };
  return token;
}

export default defineConfig({
  contract: 'openapi.yaml',
  target: SHOP_URL,
  accessToken: logIn, // called again when the token has expired
  credentials: { basicAuth: { env: 'SHOP_LOGIN' }, apiKeyHeader: { env: 'SHOP_KEY' } },
  excludeOperation: ['uploadCover', 'setBlurb'],
});
