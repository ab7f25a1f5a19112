// The older twin of reject, and what is still of today.
const blocked = ['15550100', '15550101'];

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  if (blocked.includes(callerid)) {
    call.decline(603);
    return;
  }
  if (callerid === 'anonymous') {
    call.reject(403);
    return;
  }
  call.answer();
});
