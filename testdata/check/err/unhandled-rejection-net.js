// A request by HTTP fails when there are too many, and that is all: a warning. The report to the call list is such a request, too.
const { phone } = JSON.parse(VoxEngine.customData() || '{}');

VoxEngine.addEventListener(AppEvents.Started, async () => {
  const { code, text } = await Net.httpRequestAsync(`https://crm.example.com/${phone}`);
  const call = VoxEngine.callPSTN(phone, '15550100');
  call.addEventListener(CallEvents.Connected, () => call.say(code === 200 ? text : 'Hello.'));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Failed, ({ reason }) => {
    CallList.reportErrorAsync(reason).finally(() => VoxEngine.terminate());
  });
  call.addEventListener(CallEvents.Disconnected, async () => {
    try {
      await CallList.reportResultAsync('done');
    } catch (error) {
      Logger.write(error);
    }
    VoxEngine.terminate();
  });
});
