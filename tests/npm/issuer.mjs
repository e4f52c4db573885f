// An OpenID Connect issuer of the real thing: `node issuer.mjs URL REDIRECT_URI`. It insists on PKCE. Whoever types the
// name of one of these people is that person; what is known of them is told at userinfo alone, as the standard has it.
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

const [url, redirectUri] = process.argv.slice(2);

const people = {
  ada: { name: 'Ada Lovelace', email: 'Ada@example.edu', email_verified: true },
  teacher: { name: 'Terry', email: 'teacher@example.edu', email_verified: true },
  dean: { name: 'Dean', email: 'dean@example.edu', email_verified: true, affiliation: ['staff', 'dean'] },
  stranger: { name: 'Stranger', email: 'ada@example.com', email_verified: true },
  hasty: { name: 'Hasty', email: 'teacher@example.edu', email_verified: false },
};

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const provider = new Provider(url, {
  clients: [{ client_id: 'interview', client_secret: 'a secret of the tests', redirect_uris: [redirectUri] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'affiliation'] },
  cookies: { keys: ['a key of the tests'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
  pkce: { required: () => true },
});

provider.listen(new URL(url).port, '127.0.0.1', () => console.log('listening'));
