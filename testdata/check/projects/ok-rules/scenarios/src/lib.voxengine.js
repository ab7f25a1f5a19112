const texts = { hello: 'Hello' };
var calls = 0;
function count() {
  calls += 1;
  lastCount = calls;
  return texts.hello;
}
