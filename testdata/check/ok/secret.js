// Keys that are asked for, names of keys, and texts of the same length that are none.
//
//     voxemu run testdata/check/ok/secret.js --secret ELEVENLABS_KEY=k
const key = VoxEngine.getSecretValue('ELEVENLABS_KEY');
const names = { elevenlabs: 'ELEVENLABS_KEY', deepgram: 'DEEPGRAM_KEY', apiKey: 'put-your-key-here' };
const session = '00000000-0000-4000-8000-000000000000';
const digest = '5d41402abc4b2a76b9719d911017c592';
const record = `https://records.example.invalid/${digest}?api_key=${key}`;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  Logger.write([Object.values(names).join(' '), session, Crypto.md5('hello') === digest, record.length].join(' '));
  call.addEventListener(CallEvents.Connected, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
