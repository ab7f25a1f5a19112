// A key in a header, and one in a comment that was left behind.
async function transcribe(url) {
  const token = VoxEngine.getSecretValue('DEEPGRAM_KEY');
  // headers: { Authorization: 'Token 3b7e91d04fa26c85e1709bd4f6a3528c7e0d91bf' }, deepgram
  const result = await Net.httpRequestAsync('https://api.deepgram.com/v1/listen', {
    method: 'POST',
    headers: { Authorization: `Token ${token}`, 'Content-Type': 'application/json' },
    postData: JSON.stringify({ url }),
  });
  return result.text;
}

async function voices() {
  const result = await Net.httpRequestAsync('https://api.elevenlabs.io/v1/voices', {
    headers: { 'xi-api-key': '4f1c9a7e02d85b36e9c07a1d5f28b463' },
  });
  return result.code;
}

VoxEngine.addEventListener(AppEvents.Started, async () => {
  try {
    Logger.write(await transcribe('https://records.example.invalid/1.mp3'));
    Logger.write(await voices());
  } catch (error) {
    Logger.write(error);
  }
  VoxEngine.terminate();
});
