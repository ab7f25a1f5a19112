// A client of a voice provider is made without catch.
require(Modules.OpenAI);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Connected, async () => {
    const client = await OpenAI.createRealtimeAPIClient({ apiKey: VoxEngine.getSecretValue('OPENAI'), model: 'gpt-realtime' });
    VoxEngine.sendMediaBetween(call, client);
  });
  call.answer();
});
