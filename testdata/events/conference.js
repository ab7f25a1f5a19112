// A recorded conference: a call becomes an endpoint, changes, and goes; then the conference ends.
require(Modules.Conference);
require(Modules.Recorder);
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  call.addEventListener(CallEvents.Connected, async () => {
    const conference = VoxEngine.createConference();
    const recorder = VoxEngine.createRecorder();
    conference.sendMediaTo(recorder);
    const endpoint = conference.add({ call, mode: 'MIX', direction: 'BOTH', displayName: 'Anna' });
    conference.add({ call }); // is in already: ConferenceError
    endpoint.setDisplayName('Ben');
    await endpoint.manageEndpoint({});
    call.addEventListener(CallEvents.Disconnected, () => setTimeout(() => {
      recorder.stop();
      conference.stop();
      setTimeout(VoxEngine.terminate, 1000);
    }, 1000));
  });
});
