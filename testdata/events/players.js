// Players of all kinds: to their end, stopped, with markers, and of files that are not there.
VoxEngine.addEventListener(AppEvents.Started, () => {
  const file = VoxEngine.createURLPlayer('https://cdn.example.com/hello.mp3');
  file.addMarker(1000);
  VoxEngine.createTTSPlayer('Hello');
  const tone = VoxEngine.createToneScriptPlayer('425@-19;5(1/4/1)', { loop: true });
  setTimeout(() => tone.stop(), 1000);
  VoxEngine.createURLPlayer('https://cdn.example.com/missing.mp3');

  const segment = { text: 'One after the other' };
  const list = VoxEngine.createSequencePlayer({ segments: [segment, { url: 'https://cdn.example.com/hello.mp3' }] });
  list.addMarker(100, segment);
  const cut = VoxEngine.createSequencePlayer({ segments: [segment] });
  setTimeout(() => cut.stop(), 500);
  VoxEngine.createSequencePlayer({ segments: [{ url: 'https://cdn.example.com/missing.mp3' }] });
  setTimeout(VoxEngine.terminate, 20000);
});
