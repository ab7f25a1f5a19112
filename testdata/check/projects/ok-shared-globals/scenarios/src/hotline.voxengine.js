settings.profile = ASRProfileList.Google.en_US;

async function serve(call) {
  const key = await ask(call, 'Press 1 to speak, or 2 to listen.');
  if (key !== '1') {
    bye(call);
    return;
  }
  const asr = VoxEngine.createASR({ profile: settings.profile, singleUtterance: true });
  asr.addEventListener(ASREvents.Result, async ({ text }) => {
    asr.stop();
    await ApplicationStorage.put(`said:${call.callerid()}`, text, 3600).catch((error) => log(error));
    bye(call);
  });
  call.sendMediaTo(asr);
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  currentCall = call;
  log(new Greeting(call.displayName()));
  call.addEventListener(CallEvents.Connected, () => serve(currentCall));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
