// Package httpreq is the HTTP half of the Net namespace: Net.httpRequest, Net.httpRequestAsync and the legacy
// constructors of option objects (behaviour page, section 7.2).
//
// A request waits in the queue of its session until one of the few slots is free, goes out through the session's
// [session.RoundTripper], and comes back as a turn of its own:
//
//	const r = await Net.httpRequestAsync("https://example.com/rates", {method: "POST", postData: "{}"});
//
// The real network is the subpackage transport.
package httpreq

import (
	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
)

// Module returns the module: Net.httpRequest, Net.httpRequestAsync, and the constructors Net.HttpRequestOptions,
// Net.HttpRequestResult, Net.SendMailOptions and Net.SendMailResult.
func Module() session.Module {
	m := session.Module{
		Name: "httpreq",
		Funcs: []session.Func{
			{Name: "Net.httpRequest", Call: httpRequest},
			{Name: "Net.httpRequestAsync", Call: httpRequestAsync},
		},
	}
	for _, name := range []string{"Net.HttpRequestOptions", "Net.HttpRequestResult", "Net.SendMailOptions", "Net.SendMailResult"} {
		m.Classes = append(m.Classes, session.Class{Name: name, Construct: legacy(name)})
	}
	return m
}

// legacy returns a constructor of empty objects: scripts set their fields themselves.
func legacy(class string) func(*session.Session, goja.ConstructorCall) *goja.Object {
	return func(s *session.Session, _ goja.ConstructorCall) *goja.Object {
		return s.Runtime().CreateObject(s.Proto(class))
	}
}

// overLimit is the message of the error beyond the limit of requests (behaviour page, section 2).
const overLimit = "Exceeded the HTTP connection count limit!"

// httpRequest is Net.httpRequest(url, callback, options?). What is a function is the callback and what is an object the
// options, whatever their order: scripts in production have both orders. It throws when the limit of requests is
// reached and when there is no URL.
func httpRequest(s *session.Session, c goja.FunctionCall) goja.Value {
	r := newRequest(s, c)
	if r.url == "" {
		s.VM().Throw("Error", "Net.httpRequest: no URL is given")
	}
	if f := callback(c); f != nil {
		given := s.Callback(f)
		r.settle = func(result goja.Value) { given.Call(result) }
	}
	if !submit(s, r) {
		s.VM().Throw("Error", overLimit)
	}
	return goja.Undefined()
}

// httpRequestAsync is Net.httpRequestAsync(url, options?): a promise of the result. It is rejected when the limit of
// requests is reached or there is no URL, and resolved with whatever becomes of the request otherwise.
func httpRequestAsync(s *session.Session, c goja.FunctionCall) goja.Value {
	promise, resolve, reject := s.VM().Promise()
	r := newRequest(s, c)
	if callback(c) != nil {
		s.Warn(diag.CodeHTTPCallback, "Net.httpRequestAsync takes no callback: it is never called, the result comes with the promise")
	}
	r.settle = resolve
	switch {
	case r.url == "":
		reject(s.VM().NewError("Error", "Net.httpRequestAsync: no URL is given"))
	case !submit(s, r):
		reject(s.VM().NewError("Error", overLimit))
	}
	return promise
}

// callback returns the first function among the arguments behind the URL, or nil.
func callback(c goja.FunctionCall) goja.Value {
	for i := 1; i < len(c.Arguments); i++ {
		if session.Callable(c.Arguments[i]) {
			return c.Arguments[i]
		}
	}
	return nil
}
