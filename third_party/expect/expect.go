// Package expect has the expect library of test files, as JavaScript that defines the function __voxemu_expect.
package expect

import _ "embed"

// Source is the text of the library.
//
//go:embed expect.js
var Source string
