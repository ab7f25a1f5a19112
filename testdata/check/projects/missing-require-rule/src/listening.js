function listen(call, then) {
  call.addEventListener(CallEvents.Connected, () => call.say('Tell me'));
  call.addEventListener(CallEvents.PlaybackFinished, then);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
}
