var voice = 'anna';
function hello() {
  return 'Hello';
}
{
  function night() {}
}
