package calls

import (
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// The functions of this file follow the behaviour page, section 4.3.

// dialling is one use of a call function.
type dialling struct {
	name, native string // of the function, and of the command in the session log
	request      telephony.DialRequest
	args         []goja.Value   // as the script gave them, but for the password
	params       session.Fields // of the command, in alphabetical order
	amd          session.CallDetector
}

// dial makes the leg of an outgoing call. Whatever is wrong with it arrives later, as Failed (behaviour page, section 4).
func dial(s *session.Session, d dialling) *Call {
	r := d.request
	r.ID = s.Token(43)
	refused := s.CountCall()
	if refused == "" && r.Kind == telephony.PSTN && forbidden(s, r.CallerID) {
		refused = "Forbidden"
	}
	s.CheckCallTimeout(d.name, r.Headers)
	var l *telephony.Leg
	if refused != "" {
		l = s.Network().FailDial(r, nil, 403, refused)
	} else {
		l = s.Network().Dial(r, nil)
	}
	c := wrap(s, l)
	shown := make([]any, len(d.args))
	for i, a := range d.args {
		shown[i] = a
	}
	id := session.Fields{{Key: "id", Value: l.ID}}
	s.Do(session.Command{Name: d.name, Target: l.ID, Args: shown, Native: d.native, Params: []any{id, d.params}})
	s.Do(session.Command{Native: "EnableMediaStatistics", Params: []any{id}})
	if d.amd != nil {
		d.amd.Attach(c.target, l)
	}
	return c
}

// caller returns the caller ID of a call to the public network: 'default', and nothing, stand for the application's own
// number.
func caller(s *session.Session, v goja.Value) string {
	id := session.Text(v)
	if (id == "" || id == "default") && len(s.App().Numbers) > 0 {
		return s.App().Numbers[0]
	}
	return id
}

// forbidden reports whether a caller ID may not be shown to the public network: only the application's numbers, and the
// caller's own number when a call is passed on, may.
func forbidden(s *session.Session, id string) bool {
	numbers := s.App().Numbers
	if len(numbers) == 0 {
		return false
	}
	for _, n := range append(s.CallerIDs(), numbers...) {
		if strings.TrimPrefix(n, "+") == strings.TrimPrefix(id, "+") {
			return false
		}
	}
	return true
}

// phoneParams are the parameters of the commands that dial.
func phoneParams(r telephony.DialRequest) session.Fields {
	return session.Fields{
		{Key: "callerid", Value: r.CallerID}, {Key: "displayName", Value: r.DisplayName},
		{Key: "headers", Value: session.HeaderFields(r.Headers)}, {Key: "to", Value: r.To},
	}
}

// callPSTN(number, callerid?, {followDiversion}?)
func callPSTN(s *session.Session, f goja.FunctionCall) goja.Value {
	r := telephony.DialRequest{
		Kind: telephony.PSTN, To: mandatory(s, f, 0, "callPSTN", "number"), CallerID: caller(s, f.Argument(1)),
	}
	d := pstn(r, f.Argument(2), f.Arguments)
	d.amd = s.CallDetector(f.Argument(2), "callPSTN")
	return dial(s, d).target.Object
}

func pstn(r telephony.DialRequest, options goja.Value, args []goja.Value) dialling {
	return dialling{name: "callPSTN", native: "CallPSTN", request: r, args: args, params: session.Fields{
		{Key: "callerid", Value: r.CallerID},
		{Key: "followDiversion", Value: session.Prop(options, "followDiversion").ToBoolean()},
		{Key: "to", Value: r.To},
	}}
}

// callWhatsappUser({number, callerid, headers?})
func callWhatsappUser(s *session.Session, f goja.FunctionCall) goja.Value {
	p := f.Argument(0)
	r := telephony.DialRequest{
		Kind: telephony.WAB, To: property(s, p, "callWhatsappUser", "number"), CallerID: session.Text(session.Prop(p, "callerid")),
		Headers: s.ReadHeaders("callWhatsappUser", session.Prop(p, "headers")),
	}
	d := dialling{name: "callWhatsappUser", native: "CallWhatsappUser", request: r, args: f.Arguments, params: phoneParams(r)}
	return dial(s, d).target.Object
}

// callUser takes named parameters, or the older positional ones.
func callUser(s *session.Session, f goja.FunctionCall) goja.Value {
	r := telephony.DialRequest{Kind: telephony.User}
	var amd session.CallDetector
	if p, ok := session.PlainObject(f.Argument(0)); ok && p.ClassName() == "Object" {
		r.To = property(s, p, "callUser", "username")
		r.CallerID = session.Text(session.Prop(p, "callerid"))
		r.DisplayName = session.Text(session.Prop(p, "displayName"))
		r.Headers = s.ReadHeaders("callUser", session.Prop(p, "extraHeaders"))
		r.Push = pushTime(s, "callUser", p)
		amd = s.CallDetector(p, "callUser")
	} else {
		r.To = mandatory(s, f, 0, "callUser", "username")
		r.CallerID = session.Text(f.Argument(1))
		r.DisplayName = session.Text(f.Argument(2))
		r.Headers = s.ReadHeaders("callUser", f.Argument(3))
		r.Push = pushTime(s, "callUser", nil)
	}
	d := dialling{name: "callUser", native: "CallUser", request: r, args: f.Arguments, params: phoneParams(r), amd: amd}
	return dial(s, d).target.Object
}

// callUserDirect dials a user so that the media goes from end to end.
func callUserDirect(s *session.Session, f goja.FunctionCall) goja.Value {
	callOf(s, f.Argument(0), "callUserDirect")
	r := telephony.DialRequest{Kind: telephony.User, Direct: true, To: mandatory(s, f, 1, "callUserDirect", "username")}
	if p, ok := session.PlainObject(f.Argument(2)); ok {
		r.CallerID = session.Text(session.Prop(p, "callerid"))
		r.DisplayName = session.Text(session.Prop(p, "displayName"))
		r.Headers = s.ReadHeaders("callUserDirect", session.Prop(p, "extraHeaders"))
	} else {
		r.CallerID = session.Text(f.Argument(2))
		r.DisplayName = session.Text(f.Argument(3))
		r.Headers = s.ReadHeaders("callUserDirect", f.Argument(4))
	}
	r.Push = pushTime(s, "callUserDirect", f.Argument(2))
	d := dialling{name: "callUserDirect", native: "CallUserDirect", request: r, args: f.Arguments, params: phoneParams(r)}
	return dial(s, d).target.Object
}

// callSIP takes a parameters object, or the older positional ones: callerid, displayName, password, authUser, extraHeaders,
// video, outProxy. A null in place of the object counts as the positional form without a caller ID.
func callSIP(s *session.Session, f goja.FunctionCall) goja.Value {
	r := telephony.DialRequest{Kind: telephony.SIP, To: mandatory(s, f, 0, "callSIP", "to")}
	args := append([]goja.Value(nil), f.Arguments...)
	var user, password string
	var amd session.CallDetector
	if p, ok := session.PlainObject(f.Argument(1)); ok {
		r.CallerID = session.Text(session.Prop(p, "callerid"))
		r.DisplayName = session.Text(session.Prop(p, "displayName"))
		r.Headers = s.ReadHeaders("callSIP", session.Prop(p, "headers"))
		r.Allow180After183 = session.Prop(p, "allow180After183").ToBoolean()
		amd = s.CallDetector(p, "callSIP")
		user, password = session.Text(session.Prop(p, "authUser")), session.Text(session.Prop(p, "password"))
		if password != "" {
			args[1] = masked(s, p)
		}
	} else {
		r.CallerID = session.Text(f.Argument(1))
		r.DisplayName = session.Text(f.Argument(2))
		r.Headers = s.ReadHeaders("callSIP", f.Argument(5))
		user, password = session.Text(f.Argument(4)), session.Text(f.Argument(3))
		if password != "" {
			args[3] = s.Value(mask)
		}
	}
	d := sip(r, user, password, args)
	d.amd = amd
	return dial(s, d).target.Object
}

// callConference takes the older positional parameters, or named ones with the names of the declaration (assumed). The call arrives
// in the session of the rule that takes the id, as another CallAlerting if that runs already.
func callConference(s *session.Session, f goja.FunctionCall) goja.Value {
	r := telephony.DialRequest{Kind: telephony.Conference}
	if p, ok := session.PlainObject(f.Argument(0)); ok && p.ClassName() == "Object" {
		r.To = property(s, p, "callConference", "conferenceId")
		r.CallerID = session.Text(session.Prop(p, "callerid"))
		r.DisplayName = session.Text(session.Prop(p, "displayName"))
		r.Headers = s.ReadHeaders("callConference", session.Prop(p, "headers"))
	} else {
		r.To = mandatory(s, f, 0, "callConference", "conferenceId")
		r.CallerID = session.Text(f.Argument(1))
		r.DisplayName = session.Text(f.Argument(2))
		r.Headers = s.ReadHeaders("callConference", f.Argument(3))
	}
	d := dialling{name: "callConference", native: "CallConference", request: r, args: f.Arguments, params: phoneParams(r)}
	return dial(s, d).target.Object
}

// mask stands for a password in the session log and the trace.
const mask = "******"

func sip(r telephony.DialRequest, user, password string, args []goja.Value) dialling {
	if user == "" {
		user = r.CallerID
	}
	if password != "" {
		password = mask
	}
	return dialling{name: "callSIP", native: "CallSIP", request: r, args: args, params: session.Fields{
		{Key: "authUser", Value: user}, {Key: "callerid", Value: r.CallerID},
		{Key: "headers", Value: session.HeaderFields(r.Headers)}, {Key: "password", Value: password}, {Key: "to", Value: r.To},
	}}
}

// masked copies parameters without the password.
func masked(s *session.Session, p *goja.Object) goja.Value {
	fs := session.Fields{}
	for _, k := range p.Keys() {
		f := session.Field{Key: k, Value: p.Get(k)}
		if k == "password" {
			f.Value = mask
		}
		fs = append(fs, f)
	}
	return s.Object(fs)
}

// mandatory reads an argument that has to be there.
func mandatory(s *session.Session, f goja.FunctionCall, i int, where, name string) string {
	v := f.Argument(i)
	if !session.Given(v) {
		s.VM().Throw("Error", where+": the "+name+" parameter is missing")
	}
	return v.String()
}

// property reads a property of named parameters that has to be there.
func property(s *session.Session, p goja.Value, where, name string) string {
	v := session.Prop(p, name)
	if !session.Given(v) {
		s.VM().Throw("Error", where+": the "+name+" parameter is missing")
	}
	return v.String()
}
