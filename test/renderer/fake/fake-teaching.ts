import type { Check } from '../../../src/shared/domain/doctor'
import type { Cheatsheet } from '../../../src/shared/domain/teaching'

export const fakeCheatsheet: Cheatsheet = {
  sections: [
    {
      title: 'Connect',
      hint: 'Run these first.',
      commands: [
        {
          id: 'connect',
          code: 'from caveclient import CAVEclient\nimport datetime\nclient = CAVEclient("fake_datastack", server_address="http://127.0.0.1:8080", auth_token="dummy")',
          explanation:
            'the official client attaches to the self-hosted stack exactly as it would to real CAVE.',
        },
      ],
    },
    {
      title: 'Discover what is on the server',
      hint: '',
      commands: [
        {
          id: 'datastacks',
          code: 'client.info.get_datastacks()',
          explanation: 'the client discovers the datastack, like it does for production.',
        },
        {
          id: 'info',
          code: 'client.info.get_datastack_info()',
          explanation: 'the datastack advertises its aligned volume and segmentation source.',
        },
        {
          id: 'tables',
          code: 'client.annotation.get_tables()',
          explanation: 'a real AnnotationEngine is serving a real table.',
        },
      ],
    },
    {
      title: 'Materialized data: versions and time travel',
      hint: '',
      commands: [
        {
          id: 'versions',
          code: 'client.materialize.get_versions()',
          explanation: 'materialization ran; there is at least one immutable version.',
        },
        {
          id: 'query',
          code: 'client.materialize.query_table("my_cave_table")',
          explanation: 'the current materialized snapshot joins each annotation to its root ID.',
        },
        {
          id: 'live',
          code: 'client.materialize.live_query("my_cave_table", timestamp=datetime.datetime.now(datetime.timezone.utc))',
          explanation: 'time-travel: roots are reconstructed as of any given moment.',
        },
      ],
    },
    {
      title: 'Segmentation',
      hint: 'Live supervoxel to root.',
      commands: [
        {
          id: 'root',
          code: 'client.chunkedgraph.get_root_id(72127962782105600)',
          explanation: 'the real PyChunkedGraph resolves a supervoxel to its current root in real time.',
        },
      ],
    },
  ],
}

export const fakeChecks: Check[] = [
  {
    id: 'port',
    title: 'Port 8080',
    state: 'passed',
    what: 'Port 8080 is the practice fleet’s own.',
    why: '',
    fix: '',
    action: null,
  },
  {
    id: 'disk',
    title: 'Disk space',
    state: 'warning',
    what: '3.2 GB are free.',
    why: 'The genuine images need 6.8 GB.',
    fix: 'Free some space before you get the genuine fleet.',
    action: null,
  },
  {
    id: 'docker-engine',
    title: 'Docker engine',
    state: 'failed',
    what: 'No Docker engine answers.',
    why: 'Neither DOCKER_HOST nor /var/run/docker.sock answered.',
    fix: 'Start Docker Desktop, or go on with the practice fleet.',
    action: { name: 'engine.start' },
  },
  {
    id: 'avx',
    title: 'AVX',
    state: 'skipped',
    what: 'Not looked at.',
    why: 'Only the genuine fleet needs it.',
    fix: '',
    action: null,
  },
  {
    id: 'docker-foreign',
    title: 'Nothing of others in the way',
    state: 'failed',
    what: 'Another set-up uses the project name realcave.',
    why: 'These are not of this home: container realcave-postgres-1 (made by /home/anna/realcave/compose.yaml). They are left untouched.',
    fix: 'Stop them, which removes nothing: "docker stop realcave-postgres-1", then start under a name of your own.',
    action: { name: 'foreign.stop' },
  },
  {
    id: 'docker-leftovers',
    title: 'Nothing left under another name',
    state: 'warning',
    what: 'This home has left something under another project name: old.',
    why: 'The project is realcave now, and these are reached by nothing any more: old-redis-1, old_default.',
    fix: 'Take them away: "realcave down --fleet genuine --project old".',
    action: { name: 'leftovers.remove' },
  },
  {
    id: 'docker-compose',
    title: 'Docker Compose',
    state: 'warning',
    what: 'Docker Compose is not on this machine.',
    why: 'The fleet is started by it.',
    fix: 'Install its newest plugin.',
    action: { name: 'page.open', page: 'https://docs.docker.com/compose/install/' },
  },
  {
    id: 'docker-images',
    title: 'Images of the genuine fleet',
    state: 'skipped',
    what: '4 of 8 images of the genuine fleet are not here yet: 1600 MB.',
    why: '',
    fix: '',
    action: { name: 'images.get' },
  },
]
