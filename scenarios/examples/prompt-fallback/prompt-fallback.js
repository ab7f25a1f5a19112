// Greets with a recorded prompt, and with a text when the file cannot be played. In far.yaml the English prompt is there, the German
// one is not:
//
//     voxemu run scenarios/examples/prompt-fallback --far scenarios/examples/prompt-fallback/far.yaml --to 15550101
//     voxemu run scenarios/examples/prompt-fallback --far scenarios/examples/prompt-fallback/far.yaml --to 15550149
const prompts = {
  15550101: { url: 'https://cdn.example.com/prompts/en/welcome.mp3', text: 'Welcome to Acme.', voice: VoiceList.Amazon.en_US_Joanna },
  15550149: { url: 'https://cdn.example.com/prompts/de/welcome.mp3', text: 'Willkommen bei Acme.', voice: VoiceList.Amazon.de_DE_Vicki },
};

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, destination }) => {
  const prompt = prompts[destination] ?? prompts[15550101];
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, () => {
    const player = VoxEngine.createURLPlayer({ url: prompt.url });
    player.addEventListener(PlayerEvents.PlaybackFinished, ({ error }) => {
      if (!error) return call.hangup();
      Logger.write(`the prompt is not played: ${error}`);
      call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
      call.say(prompt.text, { voice: prompt.voice });
    });
    player.sendMediaTo(call);
  });
  call.answer();
});
