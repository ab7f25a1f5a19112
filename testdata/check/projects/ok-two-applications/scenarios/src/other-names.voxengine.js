// The same names as in the other application: no rule has both.
const desk = { only: '15550303' };
function nameOf() {
  return 'only';
}
