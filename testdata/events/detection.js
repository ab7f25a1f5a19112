// A person, a voicemail, and a detector that can't work.
require(Modules.AI);
VoxEngine.addEventListener(AppEvents.Started, () => {
  const amd = AMD.create({ model: AMD.Model.US });
  VoxEngine.callPSTN('15550200', '15550100', { amd });
  VoxEngine.callPSTN('15550200', '15550100', { amd: AMD.create({ model: 'nowhere' }) });
  for (const number of ['15550200', '15550300']) {
    const call = VoxEngine.callPSTN(number, '15550100');
    call.addEventListener(CallEvents.Connected, () => AI.detectVoicemail(call).catch(() => {}));
  }
  setTimeout(VoxEngine.terminate, 20000);
});
