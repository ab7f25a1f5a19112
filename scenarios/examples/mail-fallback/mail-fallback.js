// A mail about each missed call; when the first server refuses it, it goes through the second.
//
//     voxemu run scenarios/examples/mail-fallback --do 'ring 5s; hangup' --far scenarios/examples/mail-fallback/far.yaml
const servers = ['mail.example.com', 'backup.example.com'];

async function tell(text) {
  for (const server of servers) {
    const { code, error } = await Net.sendMailAsync(server, 'pbx@example.com', 'ann@example.com', 'Missed call', text);
    Logger.write(`${server}: ${error || code}`);
    if (!error) return;
  }
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.ring();
  call.addEventListener(CallEvents.Disconnected, async () => {
    await tell(`${callerid} called and nobody answered.`);
    VoxEngine.terminate();
  });
});
