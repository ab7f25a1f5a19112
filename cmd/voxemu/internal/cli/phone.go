package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"voxemu/runtime/diag"
	"voxemu/runtime/peer"
	"voxemu/runtime/telephony"
	"voxemu/scenarios"
)

// dial turns flags and project into the simulated phone network, and the call that is made to the application.
func (r *run) dial() error {
	f, app := r.flags, r.project.Application
	given := new(scenarios.Far)
	var err error
	if f.far != "" {
		if given, err = scenarios.LoadFar(f.far, scenarios.Options{CheckStep: checkStep, CheckSocketStep: checkSocketStep, Cwd: r.env.Cwd}); err != nil {
			return err
		}
	}
	if r.peers, err = r.webSockets(given.WebSockets, app.WebSockets); err != nil {
		return err
	}
	centre := app.Centre.Merge(given.Centre)
	if r.phone.Far, err = r.farEnds(given.Ends, app.Far, phones(centre)); err != nil {
		return err
	}
	plan, problem := centre.Plan()
	if problem != nil {
		text, _ := os.ReadFile(r.env.path(problem.Pos.File)) // no code frame without it
		problem.Source = string(text)
		return problem
	}
	r.queues = plan
	if r.phone.Users, err = users(app.Users, centre.Agents); err != nil {
		return err
	}
	r.caller = telephony.Incoming{From: f.from, To: f.to, DisplayName: f.displayName, CustomData: f.callData, Kind: callerKind(app, f.from)}
	for _, h := range f.headers {
		name, value, ok := strings.Cut(h, ":")
		if name = strings.TrimSpace(name); !ok || name == "" {
			return usage(fmt.Sprintf("--header has no name: %q", h), "write it like --header 'X-Customer: 17'")
		}
		r.caller.Headers = append(r.caller.Headers, telephony.Header{Name: name, Value: strings.TrimSpace(value)})
	}
	r.caller.Script, err = telephony.ParseScript(f.do)
	return doProblem(f.do, err)
}

// doProblem shows what is wrong with --do as if it was a file.
func doProblem(text string, err error) error {
	e, ok := errors.AsType[*telephony.ScriptError](err)
	if !ok {
		return err
	}
	before := string([]rune(text)[:e.Column-1])
	line := strings.Count(before, "\n")
	last := before[strings.LastIndexByte(before, '\n')+1:]
	return &diag.Problem{
		Code: diag.CodeStep, Message: e.Text, Hint: e.Hint, Source: text, Err: err,
		Pos: diag.Pos{File: "--do", Line: line + 1, Column: utf8.RuneCountInString(last) + 1},
	}
}

func checkStep(text string) error {
	_, err := telephony.ParseScript(text)
	return err
}

func checkSocketStep(text string) error {
	_, err := telephony.ParseSocketScript(text)
	return err
}

// callerKind tells what a caller is: a user of the application, a SIP address, or a phone.
func callerKind(app *scenarios.Application, from string) telephony.Kind {
	for _, u := range app.Users {
		if u.Name == from {
			return telephony.User
		}
	}
	if strings.HasPrefix(from, "sip:") || strings.Contains(from, "@") {
		return telephony.SIP
	}
	if strings.Trim(from, "+0123456789") == "" {
		return telephony.PSTN
	}
	return telephony.User
}

// farEnds gathers the far ends of several files. Those of an earlier file come first.
func (r *run) farEnds(files ...[]scenarios.FarEnd) (*telephony.FarEnds, error) {
	all := new(telephony.FarEnds)
	for _, list := range files {
		own := new(telephony.FarEnds)
		for _, far := range list {
			script, err := telephony.ParseScript(strings.Join(far.Steps, "\n"))
			if err != nil {
				return nil, err
			}
			end := telephony.FarEnd{Script: script, Offline: far.Online != nil && !*far.Online}
			if err := own.Add(far.Address, end); err != nil {
				text, _ := os.ReadFile(r.env.path(far.Pos.File)) // no code frame without it
				return nil, &diag.Problem{
					Code: diag.CodeConfig, Message: err.Error(), Pos: far.Pos, Source: string(text), Err: err,
					Hint: "give each number, user:NAME or SIP address once",
				}
			}
			_ = all.Add(far.Address, end) // fails when an earlier file has it already
		}
	}
	return all, nil
}

// webSockets gathers the far ends of WebSockets of several files. Those of an earlier file come first.
func (r *run) webSockets(files ...[]scenarios.FarEnd) (*peer.Peers, error) {
	all := new(peer.Peers)
	for _, list := range files {
		for _, far := range list {
			script, err := telephony.ParseSocketScript(strings.Join(far.Steps, "\n"))
			if err != nil {
				return nil, err
			}
			_ = all.Add(far.Address, peer.Peer{Script: script}) // fails when an earlier file has it already
		}
	}
	return all, nil
}

// phones are the phones of the agents of whom a file says what theirs does. The others' do what that of the user does.
func phones(c scenarios.Centre) []scenarios.FarEnd {
	var ends []scenarios.FarEnd
	for _, a := range c.Agents {
		if a.Steps != nil {
			ends = append(ends, scenarios.FarEnd{Address: "user:" + a.Name, Steps: a.Steps, Pos: a.Pos})
		}
	}
	return ends
}

// users makes the subscribers: users and agents. A project that names no user has whoever is called.
func users(list []scenarios.User, agents []scenarios.Agent) (map[string]telephony.Subscriber, error) {
	if len(list) == 0 {
		return nil, nil
	}
	users := map[string]telephony.Subscriber{}
	for _, a := range agents {
		users[a.Name] = telephony.Subscriber{Online: true}
	}
	for _, u := range list {
		script, err := telephony.ParseScript(strings.Join(u.Steps, "\n"))
		if err != nil {
			return nil, err
		}
		users[u.Name] = telephony.Subscriber{Online: u.Online, DisplayName: u.DisplayName, Script: script}
	}
	return users, nil
}
