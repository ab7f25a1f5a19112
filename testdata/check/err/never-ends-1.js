// Joined by hand: the agent's hangup leaves the caller in silence, and paying.
var caller, agent;

VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
  caller = e.call;
  agent = VoxEngine.callUser({ username: 'anna', callerid: e.callerid });
  agent.addEventListener(CallEvents.Ringing, function () { caller.ring(); });
  agent.addEventListener(CallEvents.Connected, onAnswer);
  agent.addEventListener(CallEvents.Failed, function () { caller.reject(480); });
});

function onAnswer(e) {
  caller.answer();
  caller.sendMediaTo(e.call);
  e.call.sendMediaTo(caller);
}
