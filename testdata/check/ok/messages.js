// Texts and INFO within a call, and renegotiation by hand with the methods that only the source of easyProcess tells of.
//
//     voxemu run testdata/check/ok/messages.js --from ben --to anna --do 'message hello; wait 1s; hold; wait 1s; resume; hangup' --far testdata/check/ok/far.yaml
VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const caller = e.call;
  const user = VoxEngine.callUser({
    username: e.destination,
    callerid: e.callerid,
    displayName: e.displayName,
    extraHeaders: { 'X-Topic': 'chat' },
    scheme: e.scheme,
  });
  const pairs = [[caller, user], [user, caller]];

  for (const [from, to] of pairs) {
    from.addEventListener(CallEvents.MessageReceived, ({ text }) => to.sendMessage(text));
    from.addEventListener(CallEvents.InfoReceived, ({ mimeType, body, headers }) => to.sendInfo(mimeType, body, headers));
    from.addEventListener(CallEvents.OnHold, () => Logger.write(`${from.number()} waits`));
    from.addEventListener(CallEvents.OffHold, () => Logger.write(`${from.number()} is back`));
    from.addEventListener(CallEvents.ReInviteReceived, ({ headers, mimeType, body }) => {
      if (to.clientType() === 'pstn' || to.state() !== 'CONNECTED') from.acceptReInvite(headers, mimeType, body);
      else to.reInvite(headers, mimeType, body);
    });
    from.addEventListener(CallEvents.ReInviteAccepted, ({ headers, mimeType, body }) => to.acceptReInvite(headers, mimeType, body));
    from.addEventListener(CallEvents.ReInviteRejected, ({ headers, code, reason }) => to.rejectReInvite(headers, { code, reason }));
    from.addEventListener(CallEvents.Disconnected, () => JSession.close());
    from.addEventListener(CallEvents.Failed, () => JSession.close());
  }
  user.addEventListener(CallEvents.Ringing, () => caller.ring());
  user.addEventListener(CallEvents.Connected, () => {
    caller.answer();
    VoxEngine.sendMediaBetween(caller, user);
  });
});
