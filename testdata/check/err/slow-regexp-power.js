// No repetition in another one, but three in a row that match the same: the time grows with the third power of the length.
const pair = /,\s*\S*\s*=\s*\S*;?\s*$/;
const parts = /^.*\d.*\d.*\d.*x$/;

function parse(text) {
  const found = pair.exec(text);
  return found ? found[0].trim() : '';
}

VoxEngine.addEventListener(AppEvents.HttpRequest, (e) => {
  Logger.write(parse(e.content));
  return parts.test(e.content) ? 'yes' : 'no';
});

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
