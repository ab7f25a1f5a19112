// The namespace of a voice provider needs its module; a name that is asked for does not.
const tools = typeof MCP === 'undefined' ? null : MCP;

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
  try {
    const client = await OpenAI.createRealtimeAPIClient({
      apiKey: VoxEngine.getSecretValue('OPENAI_KEY'),
      model: 'gpt-realtime',
    });
    VoxEngine.sendMediaBetween(call, client);
    Logger.write(tools);
  } catch (e) {
    call.hangup();
  }
});
