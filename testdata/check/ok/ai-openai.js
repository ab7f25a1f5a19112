// A voice bot by a connector. The client comes from a promise, which is awaited where its failure is caught.
// The connector is not emulated: this one is only checked.
require(Modules.OpenAI);

const session = {
  session: {
    type: 'realtime',
    instructions: 'You are a friendly assistant of a flower shop.',
    audio: { output: { voice: 'alloy' } },
  },
};

VoxEngine.addEventListener(AppEvents.CallAlerting, async ({ call }) => {
  let client;
  call.addEventListener(CallEvents.Disconnected, () => {
    client?.close();
    VoxEngine.terminate();
  });
  call.answer();

  try {
    client = await OpenAI.createRealtimeAPIClient({
      apiKey: VoxEngine.getSecretValue('OPENAI_API_KEY'),
      model: 'gpt-realtime',
      onWebSocketClose: (event) => {
        Logger.write(event);
        call.hangup();
      },
    });
  } catch (error) {
    Logger.write(error);
    call.hangup();
    return;
  }

  client.addEventListener(OpenAI.RealtimeAPIEvents.SessionCreated, () => client.sessionUpdate(session));
  client.addEventListener(OpenAI.RealtimeAPIEvents.SessionUpdated, ({ data }) => {
    Logger.write(data);
    VoxEngine.sendMediaBetween(call, client);
    client.responseCreate({ instructions: 'Say hello.' });
  });
  client.addEventListener(OpenAI.RealtimeAPIEvents.InputAudioBufferSpeechStarted, () => client.clearMediaBuffer());
  client.addEventListener(OpenAI.RealtimeAPIEvents.ResponseFunctionCallArgumentsDone, (event) => {
    const { name, call_id } = event.data.payload;
    if (name === 'hang_up') call.hangup();
    else client.conversationItemCreate({ item: { type: 'function_call_output', call_id, output: '{}' } });
  });
  client.addEventListener(OpenAI.RealtimeAPIEvents.Error, (event) => {
    Logger.write(JSON.stringify(event));
    call.hangup();
  });
});
