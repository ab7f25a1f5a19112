// A stream to a server that is lost later, and one to a server that refuses.
require(Modules.StreamingAgent);
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  call.addEventListener(CallEvents.Connected, () => {
    const one = VoxEngine.createStreamingAgent({ protocol: 'RTMP', url: 'rtmp://live.example.com/app', streamName: 'one' });
    call.sendMediaTo(one);
    one.addEventListener(StreamingAgentEvents.Connected, () => setTimeout(() => one.stop(), 1000));
    VoxEngine.createStreamingAgent({ protocol: 'RTMP', url: 'rtmp://lost.example.com/app', streamName: 'two' });
    VoxEngine.createStreamingAgent({ protocol: 'RTMP', url: 'rtmp://old.example.com/app', streamName: 'three' });
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
