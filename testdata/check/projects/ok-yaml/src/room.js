require(Modules.Conference);

let room = null;
let members = 0;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  room ??= VoxEngine.createConference();
  members += 1;
  call.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(call, room));
  call.addEventListener(CallEvents.Disconnected, () => {
    members -= 1;
    if (members === 0) VoxEngine.terminate();
  });
  call.answer();
});
