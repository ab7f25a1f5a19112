// How a conference ends, by a name taken out of VoxEngine.
require(Modules.Conference);
const { createConference, destroyConference } = VoxEngine;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const room = createConference({ hd_audio: true });
  room.addEventListener(ConferenceEvents.EndpointUpdated, () => Logger.write('renamed'));
  call.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(call, room));
  call.addEventListener(CallEvents.Disconnected, () => {
    destroyConference(room);
    VoxEngine.terminate();
  });
  call.answer();
});
