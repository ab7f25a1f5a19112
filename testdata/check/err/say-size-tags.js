// With its tags the text is too long, without them it is not: nobody knows what counts.
const stressed = "<say-as stress='1'>no</say-as> ";

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.answer();
  call.say(stressed.repeat(60));
});
