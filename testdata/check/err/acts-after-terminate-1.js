// Each refusal ends the session, and one of them goes on to answer.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid, destination }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  if (!destination) {
    call.reject(404);
    VoxEngine.terminate();
    return;
  }
  if (!callerid) {
    call.reject(403);
    VoxEngine.terminate();
    Logger.write('no number');
  }
  call.answer();
  call.say('Hello.');
});
