package httpreq

import "voxemu/runtime/session"

// The codes of a result that are no HTTP status: those of package session.
const (
	CodeRefused      = session.CodeRefused
	CodeUnknown      = session.CodeUnknown
	CodeMalformedURL = session.CodeMalformedURL
	CodeHostNotFound = session.CodeHostNotFound
	CodeConnect      = session.CodeConnect
	CodeRedirects    = session.CodeRedirects
	CodeNetwork      = session.CodeNetwork
	CodeTimeout      = session.CodeTimeout
	CodeInternal     = session.CodeInternal
	CodeTooBig       = session.CodeTooBig
)
