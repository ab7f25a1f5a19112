VoxEngine.addEventListener(AppEvents.CallAlerting, async (e) => {
  currentCall = e.call;
  const name = e.destination.slice('staff-'.length);
  try {
    await ApplicationStorage.put('staff:last', name, 60);
  } catch (error) {
    log(error);
  }
  const leg = VoxEngine.callUser({ username: name, callerid: e.callerid, displayName: String(new Greeting(name)) });
  VoxEngine.easyProcess(currentCall, leg, () => log(`${settings.retries} retries left`));
});
