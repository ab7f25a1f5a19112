// The same with chains of promises, and with the older names of a connector.
// The connector is not emulated: this one is only checked.
require(Modules.ElevenLabs);

const AGENT = 'agent-of-the-shop';
const Events = ElevenLabs.ConversationalAIEvents;

function wire(client, call) {
  [Events.UserTranscript, Events.AgentResponse].forEach((name) => {
    client.addEventListener(name, ({ data }) => Logger.write(`${name}: ${JSON.stringify(data)}`));
  });
  client.addEventListener(Events.Interruption, () => client.clearMediaBuffer());
  client.addEventListener(ElevenLabs.Events.WebSocketMediaStarted, () => Logger.write('speaking'));
  VoxEngine.sendMediaBetween(call, client);
  return client;
}

VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const call = e.call;
  let client = null;

  call.addEventListener(CallEvents.Connected, () => {
    ElevenLabs.createConversationalAIClient({
      xiApiKey: VoxEngine.getSecretValue('ELEVENLABS_API_KEY'),
      agentId: AGENT,
      onWebSocketClose: () => call.hangup(),
    })
      .then((created) => {
        client = wire(created, call);
      })
      .catch((error) => {
        Logger.write(error);
        call.hangup();
      });
  });

  call.addEventListener(CallEvents.Disconnected, () => {
    if (client) client.close();
    VoxEngine.terminate();
  });
  call.answer();
});
