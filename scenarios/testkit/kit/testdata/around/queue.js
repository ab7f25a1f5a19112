require(Modules.ACD);
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  const request = VoxEngine.enqueueACDRequest('support', call.callerid());
  request.addEventListener(ACDEvents.Queued, () => call.say('You are waiting'));
  request.addEventListener(ACDEvents.OperatorFailed, ({ operatorUserName }) => Logger.write(`${operatorUserName} missed it`));
  request.addEventListener(ACDEvents.OperatorReached, ({ operatorCall }) => VoxEngine.sendMediaBetween(call, operatorCall));
  request.addEventListener(ACDEvents.Offline, () => call.say('Nobody is there'));
});
