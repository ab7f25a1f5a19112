// Long texts that are no secrets: ids, hashes, numbers, addresses, and places where a secret is to be put.
//
//     voxemu run testdata/check/ok/lookalike-secrets.js --secret API_KEY=k
const apiKey = VoxEngine.getSecretValue('API_KEY');
const token = apiKey ?? 'YOUR_API_KEY';
const password = '';
const secretName = 'crm-production-password';
const campaign = 'd9b2d63d-a233-4123-847a-e0d8b1a5c1f4';
const emptySha = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const account = '4711 0815 1234';
const keyName = 'key';

function sign(body) {
  return Crypto.hmac_sha256(token, body);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const { call } = e;
  const body = JSON.stringify({ campaign, account, [keyName]: secretName });
  Logger.write(`${sign(body) === emptySha} ${Crypto.sha1(alphabet)} ${Crypto.md5(['a', 'b'])} ${password.length}`);
  Net.httpRequest('https://api.example.invalid/v1/calls', (result) => {
    Logger.write(result.code);
    call.hangup();
  }, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'X-Signature': sign(body) },
    postData: body,
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
