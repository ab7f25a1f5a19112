// A session calls another one, which refuses the first change of the call and accepts the second. Its own caller puts the call on hold.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, destination }) => {
  call.answer();
  if (destination !== 'room') {
    const room = VoxEngine.callConference('room', '15550100');
    room.addEventListener(CallEvents.Connected, () => room.reInvite({}, 'application/sdp', 'v=0'));
    room.addEventListener(CallEvents.ReInviteRejected, () => room.reInvite({}, 'application/sdp', 'v=0'));
    call.addEventListener(CallEvents.Disconnected, () => setTimeout(VoxEngine.terminate, 1000));
    return;
  }
  let asked = 0;
  call.addEventListener(CallEvents.ReInviteReceived, ({ mimeType, body, headers }) => {
    asked++ ? call.acceptReInvite(headers, mimeType, body) : call.rejectReInvite(headers, { code: 488, reason: 'not here' });
  });
});
