// A module that a function loads, which does nothing with it. The conference is used by a name that is taken out of VoxEngine.
const { createConference } = VoxEngine;

function prepare(room) {
  require(Modules.Conference);
  if (room) require(Modules.StreamingAgent);
  return createConference({ hd_audio: true });
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, destination }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
  VoxEngine.sendMediaBetween(call, prepare(destination));
});
