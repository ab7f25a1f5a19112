// Both sides of a call are recorded, each on a channel of its own; at the end the recording goes to the archive of the company.
//
//     voxemu run scenarios/examples/call-recording --far scenarios/examples/call-recording/far.yaml \
//         --do 'wait-heard /recorded/; say "That is fine."; wait-heard /order/; say "It is 4711."; wait 2s; hangup'
//
// The run itself answers for the address of a recording, once it is over.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.addEventListener(CallEvents.Connected, () => {
    call.record({ stereo: true, recordNamePrefix: 'support-' });
    call.say('This call is recorded.');
  });
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    const agent = VoxEngine.callPSTN('15550200', callerid);
    agent.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(call, agent));
    agent.addEventListener(CallEvents.Failed, () => call.say('Nobody is free.'));
  });
  call.addEventListener(CallEvents.RecordStopped, archive);
  call.answer();
});

async function archive({ url, duration }) {
  const { code, data } = await Net.httpRequestAsync(url, { rawOutput: true });
  Logger.write(code === 200 ? `${duration} s, ${data.length} bytes` : `the recording can't be read: ${code}`);
  VoxEngine.terminate();
}
