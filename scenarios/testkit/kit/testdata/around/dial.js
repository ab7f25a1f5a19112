VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, headers }) => {
  const [kind, to] = (headers['X-To'] ?? 'user anna').split(' ');
  const out = kind === 'user' ? VoxEngine.callUser(to, call.callerid()) : VoxEngine.callPSTN(to, '15550199');
  out.addEventListener(CallEvents.Connected, () => { call.answer(); VoxEngine.sendMediaBetween(call, out); });
  out.addEventListener(CallEvents.Failed, ({ code }) => { Logger.write(String(code)); call.reject(code); VoxEngine.terminate(); });
  out.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
