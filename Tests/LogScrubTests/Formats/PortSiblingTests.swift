import LogScrub
import Testing

/// `{"ip":"203.0.113.7","port":51514}`
@Suite("Ports beside their addresses in JSON")
struct PortSiblingTests {
    @Test(
        "A port goes where the address beside it goes, in whatever order they stand",
        arguments: [
            (#"{"ip":"203.0.113.7","port":51514}"#, #"{"ip":"203.0.0.0","port":0}"#),
            (#"{"port":"51514","x":[1],"addr":"2001:db8::7"}"#, #"{"port":"0","x":[1],"addr":"2001:db8::"}"#),
            (#"{"RemoteAddr":"203.0.113.7","Port":51514}"#, #"{"RemoteAddr":"203.0.0.0","Port":0}"#),
            (#"{"c_ip":"203.0.113.7","c_port":51514}"#, #"{"c_ip":"203.0.0.0","c_port":0}"#),
            (
                #"{"relatedAddress":"203.0.113.7","relatedPort":51514}"#,
                #"{"relatedAddress":"203.0.0.0","relatedPort":0}"#
            ),
            (
                #"{"id.orig_h":"203.0.113.7","id.orig_p":51514,"id.resp_h":"198.51.100.9","id.resp_p":40123}"#,
                #"{"id.orig_h":"203.0.0.0","id.orig_p":0,"id.resp_h":"198.51.0.0","id.resp_p":40123}"#
            ),
            (
                #"{"socket_address":{"address":"203.0.113.7","port_value":51514}}"#,
                #"{"socket_address":{"address":"203.0.0.0","port_value":0}}"#
            ),
            (
                #"{"client":["203.0.113.7",51514],"server":["192.0.2.1",40443]}"#,
                #"{"client":["203.0.0.0",0],"server":["192.0.0.0",40443]}"#
            ),
            (#"["2001:db8::7",51514,0,0]"#, #"["2001:db8::",0,0,0]"#),
            (#"{"m":"{\"ip\":\"203.0.113.7\",\"port\":51514}"}"#, #"{"m":"{\"ip\":\"203.0.0.0\",\"port\":0}"}"#),
            (#"{"ip":"203.0.113.7","port":51514,"#, #"{"ip":"203.0.0.0","port":0,"#),
            (#"got {'ip': '203.0.113.7', 'port': 51514}"#, #"got {'ip': '203.0.0.0', 'port': 0}"#),
            (#"got { ip: '203.0.113.7', port: 51514 }"#, #"got { ip: '203.0.0.0', port: 0 }"#),
        ])
    func ports(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "Ports of servers stay, and those that belong to no address",
        arguments: [
            (#"{"ip":"203.0.113.7","port":443}"#, #"{"ip":"203.0.0.0","port":443}"#),
            (#"{"server":{"ip":"203.0.113.7","port":40123}}"#, #"{"server":{"ip":"203.0.0.0","port":40123}}"#),
            (
                #"{"local_ip":"203.0.113.7","local_port":40123,"ip":"203.0.113.8","port":51514}"#,
                #"{"local_ip":"203.0.0.0","local_port":40123,"ip":"203.0.0.0","port":0}"#
            ),
            (#"{"listenAddress":"203.0.113.7","port":40123}"#, #"{"listenAddress":"203.0.0.0","port":40123}"#),
            (#"{"ip":"203.0.113.7","metrics_port":40123}"#, #"{"ip":"203.0.0.0","metrics_port":40123}"#),
            (#"{"ip":"203.0.113.7","a":{"port":40123}}"#, #"{"ip":"203.0.0.0","a":{"port":40123}}"#),
            (#"{"n":["203.0.113.7",5,7]}"#, #"{"n":["203.0.0.0",5,7]}"#),
        ])
    func servers(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "Nothing becomes of a port whose address stays, or of what is no port",
        arguments: [
            #"{"ip":"127.0.0.1","port":51514}"#,
            #"{"host":"meet.example.org","port":51514}"#,
            #"{"ip":"127.0.0.1","port":99999}"#,
            #"{"version":"1.2.3.4","report":5,"export":7}"#,
        ])
    func stays(input: String) {
        expect(input, input)
    }

    private func expect(_ input: String, _ expected: String) {
        let policy = Policy.timeless()
        let scrubber = Scrubber(policy: policy)
        #expect(scrubber.scrub(input) == policy.filledIn(expected))
        #expect(scrubber.scrub(policy.filledIn(expected)) == policy.filledIn(expected))
    }
}
