package httpreq

// The codes of a result that are no HTTP status (behaviour page, section 7.2). Which failure of the network gets which
// code is assumed where the page only names the code.
const (
	CodeRefused      = 0  // the session takes no more requests
	CodeUnknown      = -1 // a failure of no known kind
	CodeMalformedURL = -2
	CodeHostNotFound = -3
	CodeConnect      = -4 // the connection was refused, or not up in time
	CodeRedirects    = -5 // more than five
	CodeNetwork      = -6 // the connection broke, or could not be trusted
	CodeTimeout      = -7 // the whole request took too long
	CodeInternal     = -8
	CodeTooBig       = -9 // the body of the response is over the limit
)
