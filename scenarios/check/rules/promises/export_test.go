package promises

// Rejects is for tests.
var Rejects = rejects
