import { render } from 'preact'
import { TenantView } from './tenant-view.tsx'

const root = document.getElementById('page')
const alone = (
  <main class="channel alone">
    <header>
      <h1>Zuora (stand-in)</h1>
    </header>
    <div class="view-body">
      <TenantView base="/sim" bot="the API’s user" />
    </div>
  </main>
)
if (root) render(alone, root)
